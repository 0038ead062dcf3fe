/** IAM has no regions; its requests go to this one. */
export const IAM_REGION = 'us-east-1';

/** The inline policy of a role, with what it may not do whatever else it may. */
export const DENIES = 'Denies';

/** The inline policy that keeps application roles from launching into subnets that face the internet. */
export const LAUNCH_GUARD = 'LaunchGuard';
