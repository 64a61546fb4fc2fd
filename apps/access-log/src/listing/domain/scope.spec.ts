import { mayName, scopeOf, type Asked, type Scope } from './scope';

const own = '0190a5f0-0000-7000-8000-00000000000a';
const other = '0190a5f0-0000-7000-8000-00000000000b';
const everything: Scope = { kind: 'everything' };
const ofDistrict: Scope = { kind: 'district', district: 'ba-dinh' };
const ofAgency: Scope = { kind: 'agency', agency: own, district: 'ba-dinh' };

type Claims = Parameters<typeof scopeOf>[0];
const claims = (overrides: Partial<Claims>): Claims => ({ roles: [], district: null, agency: null, ...overrides });

describe('scopeOf', () => {
  it.each<[string, Partial<Claims>, Scope]>([
    ['an auditor', { roles: ['auditor'] }, everything],
    ['a district', { roles: ['district'], district: 'ba-dinh' }, ofDistrict],
    ['an agency', { roles: ['agency'], agency: own.toUpperCase(), district: 'ba-dinh' }, ofAgency],
    ['an auditor of an agency', { roles: ['agency', 'auditor'], agency: own }, everything],
    [
      'a district without its claim that is an agency as well',
      { roles: ['district', 'agency'], agency: own },
      { kind: 'agency', agency: own, district: null },
    ],
  ])('gives %s its scope', (_, given, scope) => {
    expect(scopeOf(claims(given))).toEqual(scope);
  });

  it.each<[string, Partial<Claims>]>([
    ['an agency without its claim', { roles: ['agency'] }],
    ["an agency with only a district's claim", { roles: ['agency'], district: 'ba-dinh' }],
    ['an agency whose claim is no id', { roles: ['agency'], agency: 'mine' }],
    ['a district without its claim', { roles: ['district'] }],
    ['a district with an empty claim', { roles: ['district'], district: '' }],
    ["a district with only an agency's claim", { roles: ['district'], agency: own }],
    ['any other role', { roles: ['police'], agency: own, district: 'ba-dinh' }],
  ])('gives nothing to %s', (_, given) => {
    expect(scopeOf(claims(given))).toBeNull();
  });
});

describe('mayName', () => {
  it.each<[Scope, Asked, ReturnType<typeof mayName>]>([
    [everything, { agency: other, district: 'tay-ho' }, 'yes'],
    [ofDistrict, {}, 'yes'],
    [ofDistrict, { district: 'ba-dinh' }, 'yes'],
    [ofDistrict, { district: 'tay-ho' }, 'no'],
    [ofDistrict, { agency: other }, 'find-out'],
    [ofDistrict, { agency: other, district: 'tay-ho' }, 'no'],
    [ofAgency, {}, 'yes'],
    [ofAgency, { agency: own }, 'yes'],
    [ofAgency, { agency: other }, 'no'],
    [ofAgency, { district: 'ba-dinh' }, 'yes'],
    [ofAgency, { district: 'tay-ho' }, 'no'],
    [{ kind: 'agency', agency: own, district: null }, { district: 'ba-dinh' }, 'no'],
  ])('to %j naming %j says %s', (scope, asked, answer) => {
    expect(mayName(scope, asked)).toBe(answer);
  });
});
