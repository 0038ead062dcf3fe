/** Undefined where AWS says that there is no such thing, in whichever words the service has for it. */
export async function unlessAbsent<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof Error && absent.test(thrown.name)) return undefined;
    throw thrown;
  }
}

const absent = /^(NoSuch|.*NotFound)/;
