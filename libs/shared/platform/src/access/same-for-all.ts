import { SetMetadata } from '@nestjs/common';

export const sameForAll = 'entry:same-for-all';

/** For what belongs to no agency or district: every role that may call the route gets the same. */
export const SameForAll = () => SetMetadata(sameForAll, true);
