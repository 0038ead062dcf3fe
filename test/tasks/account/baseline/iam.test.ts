import { expect, test } from '@jest/globals';
import { iamChanges, type WantedIam } from '../../../../tasks/account/baseline/iam.ts';
import type { FoundIam, FoundRole } from '../../../../tasks/account/baseline/iam-found.ts';
import { denyPolicy, trustPolicy } from '../../../../tasks/account/baseline/policy-document.ts';
import { passwordPolicy, roleCatalogue } from '../../../../tasks/account/baseline/role-catalogue.ts';

const wanted: WantedIam = {
  account: { accountId: '444455556666', alias: 'acme-research-telescope-dev' },
  identityAccountId: '210987654321',
};

/** An account in which nothing is missing. */
const whole: FoundIam = {
  aliases: [wanted.account.alias],
  roles: new Map(roleCatalogue.map((spec) => [spec.name, foundRole(spec)])),
  passwordPolicy: { ...passwordPolicy, ExpirePasswords: true },
  hasConfigRole: true,
};

function foundRole(spec: (typeof roleCatalogue)[number]): FoundRole {
  return {
    trust: encodeURIComponent(JSON.stringify(trustPolicy(spec, wanted.identityAccountId))),
    attached: spec.managedPolicies.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
    denies:
      spec.denies.length === 0 ? undefined : encodeURIComponent(JSON.stringify(denyPolicy(spec.denies))),
  };
}

const says = (found: FoundIam) => iamChanges(wanted, found).map((change) => change.says);
const withRole = (name: string, drift: Partial<FoundRole>): FoundIam => {
  const role = whole.roles.get(name) as FoundRole;
  return { ...whole, roles: new Map(whole.roles).set(name, { ...role, ...drift }) };
};

test('finds nothing missing where all is as wanted', () => {
  expect(says(whole)).toEqual([]);
});

test('makes every role of the catalogue in an empty account', () => {
  const empty = { aliases: [], roles: new Map(), passwordPolicy: undefined, hasConfigRole: false };
  const created = says(empty).filter((one) => one.startsWith('Create the role'));
  expect(created).toEqual(roleCatalogue.map(({ name }) => `Create the role ${name}`));
});

test.each([
  [
    'an alias of old',
    { ...whole, aliases: ['old'] },
    ['Drop the alias old', 'Name the account acme-research-telescope-dev'],
  ],
  [
    'a weak password policy',
    { ...whole, passwordPolicy: { ...passwordPolicy, MinimumPasswordLength: 8 } },
    ['Set the password policy'],
  ],
  [
    'a role that others may take on',
    withRole('Account-Admins', { trust: '%7B%7D' }),
    ['Correct who may take on Account-Admins'],
  ],
  [
    'a role without its denies',
    withRole('Database-Admins', { denies: undefined }),
    ['Deny Database-Admins what is not its business'],
  ],
  [
    'a role that may do something else',
    withRole('Account-ReadOnly', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    [
      'Take arn:aws:iam::aws:policy/AdministratorAccess from Account-ReadOnly',
      'Give arn:aws:iam::aws:policy/ReadOnlyAccess to Account-ReadOnly',
    ],
  ],
])('corrects %s and nothing else', (_drift, found, changes) => {
  expect(says(found)).toEqual(changes);
});
