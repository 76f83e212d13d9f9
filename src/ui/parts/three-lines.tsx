/** The three lines of every failure: what happened · whether money was taken · what now; and for the cashier what not to do. */

import type { ThreeLines } from '../models/lines.ts';

export function ThreeLinesList({ lines }: { readonly lines: ThreeLines }) {
  return (
    <>
      <ol class="three-lines">
        <li>{lines.happened}</li>
        <li class="charged">{lines.charged}</li>
        <li>{lines.now}</li>
      </ol>
      {lines.doNot !== undefined && <p class="do-not-line">{lines.doNot}</p>}
    </>
  );
}
