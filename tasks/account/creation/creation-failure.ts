/** What can be done about a creation that AWS has given up. */
export interface CreationFailure {
  /** AGAIN: a new request may succeed. REFUSED: none will, until somebody has done something. */
  readonly verdict: 'AGAIN' | 'REFUSED';
  readonly advice: string;
}

/**
 * Organizations' reasons (docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html). With an
 * address that exists, looking again finds whose account has it.
 */
const failures: { readonly [reason: string]: CreationFailure } = {
  CONCURRENT_ACCOUNT_MODIFICATION: again('Another account is being made.'),
  INTERNAL_FAILURE: again('AWS failed.'),
  EMAIL_ALREADY_EXISTS: again('An account has the address: it is looked up.'),
  ACCOUNT_LIMIT_EXCEEDED: refused('Ask AWS Support for a higher quota of accounts.'),
  FAILED_BUSINESS_VALIDATION: refused('Ask AWS Support: the organization is being checked.'),
  GOVCLOUD_ACCOUNT_ALREADY_EXISTS: refused('An account in GovCloud has the address.'),
  INVALID_ADDRESS: refused('Correct the postal address of the management account.'),
  INVALID_EMAIL: refused('AWS does not take the address: check the domain.'),
  INVALID_IDENTITY_FOR_BUSINESS_VALIDATION: refused(
    'Ask AWS Support: the organization is not known to be one.',
  ),
  INVALID_PAYMENT_INSTRUMENT: refused('Correct how the management account pays.'),
  MISSING_BUSINESS_VALIDATION: refused('Have the organization validated with AWS.'),
  MISSING_PAYMENT_INSTRUMENT: refused('Say how the management account pays.'),
  PENDING_BUSINESS_VALIDATION: refused('Wait until AWS has validated the organization.'),
  UNKNOWN_BUSINESS_VALIDATION: refused('Ask AWS Support about the validation of the organization.'),
  UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED: refused(
    'Take tags out of the resource policy of the organization.',
  ),
};

/** A reason that AWS has added since is final: nobody knows what trying again would do. */
export function creationFailure(reason: string): CreationFailure {
  return failures[reason] ?? refused('Look the reason up in the reference of Organizations.');
}

function again(advice: string): CreationFailure {
  return { verdict: 'AGAIN', advice };
}

function refused(advice: string): CreationFailure {
  return { verdict: 'REFUSED', advice };
}
