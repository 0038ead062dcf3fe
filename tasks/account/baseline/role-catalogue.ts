/** What a role is for, who may take it on, and what it may do. */
export interface RoleSpec {
  readonly name: string;
  readonly trust: Trust;
  /** AWS managed policies, by the end of their ARN. */
  readonly managedPolicies: readonly string[];
  readonly denies: readonly string[];
}

export type Trust =
  | { readonly kind: 'people' }
  | { readonly kind: 'service'; readonly service: 'lambda' | 'ec2' | 'cloudformation' };

/** Nobody but security touches what the others are watched by. */
const watching = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateTrail',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'config:StopConfigurationRecorder',
];

/** Networks belong to those who plan addresses. */
const network = [
  'directconnect:*',
  'ec2:AcceptVpcPeeringConnection',
  'ec2:CreateVpc',
  'ec2:CreateVpcPeeringConnection',
  'ec2:DeleteSubnet',
  'ec2:DeleteVpc',
];

const people: Trust = { kind: 'people' };
const service = (name: Extract<Trust, { kind: 'service' }>['service']): Trust => ({
  kind: 'service',
  service: name,
});

/** All roles that an account has from the beginning. */
export const roleCatalogue: readonly RoleSpec[] = [
  role('Account-Admins', people, ['AdministratorAccess']),
  role('Account-ReadOnly', people, ['ReadOnlyAccess']),
  role('Application-Admins', people, ['PowerUserAccess', 'IAMReadOnlyAccess'], [...watching, ...network]),
  role('Application-AdminsPlus', people, ['AdministratorAccess'], [...watching, ...network]),
  role('Database-Admins', people, ['job-function/DatabaseAdministrator'], watching),
  role('Network-Admins', people, ['job-function/NetworkAdministrator'], watching),
  role('Security-Admins', people, ['SecurityAudit', 'ReadOnlyAccess']),
  role('Server-Admins', people, ['job-function/SystemAdministrator'], [...watching, ...network]),
  role('Function-Basic', service('lambda'), ['service-role/AWSLambdaBasicExecutionRole']),
  role('Function-InVpc', service('lambda'), ['service-role/AWSLambdaVPCAccessExecutionRole']),
  role('Container-Instance', service('ec2'), ['service-role/AmazonEC2ContainerServiceforEC2Role']),
  role('Stack-Admin', service('cloudformation'), ['AdministratorAccess'], watching),
];

/** Whom the launch guard is for. */
export const applicationRoles = ['Application-Admins', 'Application-AdminsPlus'] as const;

/** Length and classes, and how often it must be new: of people who are still given passwords. */
export const passwordPolicy = {
  MinimumPasswordLength: 14,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  MaxPasswordAge: 90,
  PasswordReusePrevention: 6,
} as const;

function role(
  name: string,
  trust: Trust,
  managedPolicies: readonly string[],
  denies: readonly string[] = [],
): RoleSpec {
  return { name, trust, managedPolicies, denies };
}
