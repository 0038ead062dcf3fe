/** Everybody who can reach the machine could run workflows, with its credentials: not to be done unawares. */
export function warnAboutHost(host: string): void {
  if (host === '127.0.0.1' || host === '::1' || host === 'localhost') return;
  console.error(
    `Listening on ${host}: whoever can reach this machine can run workflows here, with your credentials.`,
  );
}
