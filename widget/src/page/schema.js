// Whether a solution's arguments are what an app's action takes: a small part of JSON Schema, or a validator of the
// Standard Schema kind, such as zod's, valibot's and arktype's.

const kind = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value);
const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

/** What each keyword asks; what an author means by any other is not known, so nothing passes it. */
const ASKS = {
  type: (value, types) => [types].flat().some((type) => type === kind(value) || (type === 'number' && kind(value) === 'integer')),
  enum: (value, all) => all.includes(value),
  const: (value, only) => value === only,
  minimum: (value, least) => typeof value !== 'number' || value >= least,
  maximum: (value, most) => typeof value !== 'number' || value <= most,
  minLength: (value, least) => typeof value !== 'string' || [...value].length >= least,
  maxLength: (value, most) => typeof value !== 'string' || [...value].length <= most,
  pattern: (value, pattern) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  maxItems: (value, most) => !Array.isArray(value) || value.length <= most,
  items: (value, schema) => !Array.isArray(value) || value.every((item) => fits(item, schema)),
  required: (value, names) => kind(value) !== 'object' || names.every((name) => own(value, name)),
  properties: (value, known) => kind(value) !== 'object' || Object.keys(value).every((name) => !own(known, name) || fits(value[name], known[name])),
  additionalProperties: (value, rest, { properties = {} }) => kind(value) !== 'object'
    || Object.keys(value).every((name) => own(properties, name) || (rest && fits(value[name], rest === true ? {} : rest))),
};
/** These say something to people and ask nothing. */
const SAYS = /^(\$schema|\$id|title|description|default|examples|\$comment)$/;

const fits = (value, schema) => {
  if (typeof schema !== 'object') return schema === true;
  // Where a schema names properties, it means these alone unless it says otherwise.
  const closed = schema.properties && !own(schema, 'additionalProperties') ? { ...schema, additionalProperties: false } : schema;
  return Object.keys(closed).every((key) => SAYS.test(key) || (own(ASKS, key) && ASKS[key](value, closed[key], closed)));
};

/** The arguments as the action takes them, or nothing where its schema does not admit them. An action without a schema takes none. */
export async function admit(args, schema) {
  const standard = schema?.['~standard'];
  if (standard) {
    const said = await standard.validate(args);
    return said.issues ? null : said.value;
  }
  const admitted = schema ? fits(args, { type: 'object', ...schema }) : !Object.keys(args).length;
  return admitted ? args : null;
}
