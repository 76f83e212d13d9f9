/** Assertions that stay on in production: a broken one freezes the payment and opens an incident; nothing is guessed. */

export class BrokenInvariant extends Error {
  /** A short, stable name of the rule, for the incident. */
  readonly rule: string;

  constructor(rule: string, detail: string) {
    super(detail === '' ? rule : `${rule}: ${detail}`);
    this.name = 'BrokenInvariant';
    this.rule = rule;
  }
}

/** Stops with a BrokenInvariant unless `condition` holds. `detail` never carries a secret or a person's data. */
export function check(condition: boolean, rule: string, detail = ''): asserts condition {
  if (!condition) throw new BrokenInvariant(rule, detail);
}
