import { CreateRegister1700000000001 } from './1700000000001-create-register';

export const migrations = [CreateRegister1700000000001];
