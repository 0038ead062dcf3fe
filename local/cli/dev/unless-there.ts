const already: ReadonlySet<string> = new Set([
  'BucketAlreadyOwnedByYou',
  'BucketAlreadyExists',
  'ResourceInUseException',
]);

/** For what is made once and found by whoever comes later. */
export async function unlessThere(created: Promise<unknown>): Promise<void> {
  try {
    await created;
  } catch (error) {
    if (!(error instanceof Error && already.has(error.name))) throw error;
  }
}
