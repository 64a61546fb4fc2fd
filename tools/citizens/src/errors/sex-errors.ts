import { everybody, mismatched, type RecordError } from './record-error';

export const sexWrong: RecordError = {
  name: 'other sex',
  expected: mismatched('SEX_MISMATCH'),
  fits: everybody,
  distort: ({ sex }) => ({ sex: sex === 'male' ? 'female' : 'male' }),
};
