/** An event of Standard Webhooks. Types of your own: `StandardEvent<'invoice.paid', Invoice> | StandardEvent<…>`. */
export interface StandardEvent<Type extends string = string, Data = unknown> {
  /** Dots make a hierarchy: "invoice.paid". */
  readonly type: Type;
  /** When it happened, ISO 8601; not when the call was made. */
  readonly timestamp: string;
  readonly data: Data;
}
