/** What a message says, name beside value, so that XML, forms and JSON read alike. */

import type { JsonObject } from '../world/model.ts';
import { fieldLines } from './field-lines.ts';

interface MessageFieldsProps {
  readonly fields: JsonObject;
  /** What stands there when there are none. */
  readonly empty: string;
}

export function MessageFields({ fields, empty }: MessageFieldsProps) {
  const lines = fieldLines(fields);
  if (lines.length === 0) return <p class="quiet">{empty}</p>;
  return (
    <dl class="message-fields">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
