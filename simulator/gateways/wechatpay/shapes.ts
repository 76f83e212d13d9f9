/** The shape of a request's JSON, checked field by field as strictly as WeChat Pay does it. */

import type { Json, JsonObject } from '../../world/model.ts';

export type Shape =
  | {
      readonly kind: 'text';
      readonly least: number;
      readonly most: number;
      readonly form?: RegExp;
      readonly oneOf?: readonly string[];
    }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly of: Shape; readonly most: number }
  | { readonly kind: 'parts'; readonly parts: Parts };

export interface Parts {
  readonly [name: string]: { readonly shape: Shape; readonly isRequired: boolean };
}

/** What is wrong with a field, by its JSON pointer. */
export interface Flaw {
  readonly field: string;
  readonly issue: string;
  readonly value?: Json;
  readonly isExtra?: true;
  /** `body` unless it says otherwise. */
  readonly location?: 'path' | 'query';
}

/** Signs beyond the basic plane, which take four bytes of UTF-8: emoji and rare ones. */
const FOUR_BYTES = /\p{Surrogate}|[^\0-\uffff]/u;

/** The first thing that is wrong with an object; undefined when it is in order. */
export function flawIn(content: JsonObject, parts: Parts, path = ''): Flaw | undefined {
  for (const [name, value] of Object.entries(content)) {
    const field = `${path}/${name}`;
    if (!Object.hasOwn(parts, name)) return { field, issue: '不支持的参数', isExtra: true };
    if (value === null) return { field, issue: '不允许为 null', value };
  }
  for (const [name, { shape, isRequired }] of Object.entries(parts)) {
    const value = content[name];
    const field = `${path}/${name}`;
    const flaw = value === undefined ? missing(field, isRequired) : flawOf(value, shape, field);
    if (flaw) return flaw;
  }
  return undefined;
}

function missing(field: string, isRequired: boolean): Flaw | undefined {
  return isRequired ? { field, issue: '缺少必填参数' } : undefined;
}

function flawOf(value: Json, shape: Shape, field: string): Flaw | undefined {
  const bad = (issue: string): Flaw => ({ field, issue, value });
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' ? textFlaw(value, shape, bad) : bad('须为字符串');
    case 'whole':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return bad('须为整数');
      return value < shape.least || value > shape.most
        ? bad(`须在 ${shape.least} 与 ${shape.most} 之间`)
        : undefined;
    case 'flag':
      return typeof value === 'boolean' ? undefined : bad('须为布尔值');
    case 'list': {
      if (!isList(value)) return bad('须为数组');
      if (value.length > shape.most) return bad(`最多 ${shape.most} 项`);
      const flaws = value.map((one, index) => flawOf(one, shape.of, `${field}/${index}`));
      return flaws.find((flaw) => flaw !== undefined);
    }
    default:
      return isObject(value) ? flawIn(value, shape.parts, field) : bad('须为对象');
  }
}

function textFlaw(
  value: string,
  { least, most, form, oneOf }: Extract<Shape, { kind: 'text' }>,
  bad: (issue: string) => Flaw,
): Flaw | undefined {
  if (FOUR_BYTES.test(value)) return bad('含有四字节 UTF-8 字符');
  if (value.length < least) return bad(`长度不得小于 ${least}`);
  if (value.length > most) return bad(`长度不得大于 ${most}`);
  if (oneOf && !oneOf.includes(value)) return bad(`可选值：${oneOf.join('、')}`);
  return form && !form.test(value) ? bad('格式不正确') : undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
