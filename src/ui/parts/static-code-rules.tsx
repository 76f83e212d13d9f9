/** What a customer may pay in a day to the code on the wall, what by other codes, and that it is for customers in the shop (S-55). */

import { money } from '../../domain/money.ts';
import {
  CODE_CLASSES,
  CODE_DAY_LIMITS_MINOR,
  type CodeClass,
  STATIC_CODE_LIMIT_MINOR,
} from '../../domain/static-code.ts';
import { useReader } from '../context.ts';

/** In one line, for whoever stands before the customer. */
export function StaticCodeLimit() {
  const { t, format } = useReader();
  return <p class="quiet">{t.staticCode.short(format.money(money('CNY', STATIC_CODE_LIMIT_MINOR)))}</p>;
}

/** The limit that holds, and all of them behind a tap. */
export function StaticCodeRules() {
  const { t, format } = useReader();
  const rules = t.staticCode;
  const limitOf = (one: CodeClass): string => {
    const limitMinor = CODE_DAY_LIMITS_MINOR[one];
    return limitMinor === undefined ? rules.agreed : format.money(money('CNY', limitMinor));
  };
  return (
    <div class="static-code quiet">
      <p>{rules.limit(limitOf('D'))}</p>
      <p>{rules.remote}</p>
      <details>
        <summary>{rules.title}</summary>
        <dl>
          {CODE_CLASSES.map((one) => (
            <div key={one}>
              <dt>{`${rules.classes[one]} (${one})`}</dt>
              <dd>{limitOf(one)}</dd>
            </div>
          ))}
        </dl>
        <p>{rules.source}</p>
      </details>
    </div>
  );
}
