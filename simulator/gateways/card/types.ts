/** The kinds of payment that an intent takes, under the name of today and under that of older versions. */

import { invalid, type Said } from './answers.ts';
import { fieldsAt, isOn, textsAt, type Values } from './parameters.ts';

const KNOWN_TYPES = ['card', 'card_present'];

/** What a request says; nothing where it leaves it to the provider. */
export function typesIn(values: Values): readonly string[] | undefined {
  return textsAt(values, 'allowed_payment_method_types') ?? textsAt(values, 'payment_method_types');
}

/** What is wrong with what it says, if anything. */
export function typesProblem(values: Values): Said | undefined {
  const param =
    values['payment_method_types'] === undefined ? 'allowed_payment_method_types' : 'payment_method_types';
  const types = typesIn(values);
  const automatic = fieldsAt(values, 'automatic_payment_methods');
  if (types && automatic && isOn(automatic, 'enabled')) {
    const message = `Only one of these may be given: automatic_payment_methods, ${param}.`;
    return invalid({ code: 'parameters_exclusive', message, param });
  }
  if (types?.length === 0) {
    return invalid({ code: 'parameter_invalid_empty', message: 'At least one type is needed.', param });
  }
  const unknown = types?.find((type) => !KNOWN_TYPES.includes(type));
  if (unknown === undefined) return undefined;
  const message = `The payment method type "${unknown}" is not activated for this account.`;
  return invalid({ code: 'payment_intent_invalid_parameter', message, param });
}
