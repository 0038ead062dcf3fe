/** Thrown by a closure that leaves the decision to the library; it carries nothing, so one value serves all. */
export const unsure: unique symbol = Symbol('unsure');
