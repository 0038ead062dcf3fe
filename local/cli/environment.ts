/** The environment's variables that are set. */
export type Environment = { readonly [name: string]: string | undefined };
