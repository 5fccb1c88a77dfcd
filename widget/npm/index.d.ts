/** How the widget is set up. */
export interface Settings {
  /** Address of the Unstuck service, such as `https://help.example.com`; a path before the service is kept. */
  endpoint: string;
  /** The product's public key, such as `pk_dev_local`. */
  key: string;
  /** Where no solution is sure, offer "Get help" with the closest questions. Off by default. */
  help?: boolean;
  /** A BCP 47 tag, such as `zh-Hant`, that goes before the browser's languages. */
  locale?: string;
  /** A CSS selector; dialogs within what it matches are left alone. */
  ignore?: string;
  /** Codes of errors that get no link and no report. */
  ignoreCodes?: string[];
  /** Looks at `window.alert` as well. Off by default. */
  alert?: boolean;
  /** The help centre's address, for pages whose policy refuses WebAssembly. */
  helpCenter?: string;
  /** The app's version, by which solutions may be limited with `when.release`. */
  release?: string;
  /** Whether errors may be told before the person said so with `setConsent`; `granted` if nothing is set. */
  consent?: Consent;
  /** The key that signs the product's packs, as `unstuck keygen` prints it; a pack without its signature is refused. */
  packKey?: string;
  /** The address of a folder that `unstuck pack` wrote, where packs are fetched from in place of the service. */
  packs?: string;
  /** A "Help" button at the page's edge. Off by default. */
  launcher?: boolean;
  /** Where a person is reached: an address that begins with `https:`, `mailto:` or `tel:`. */
  contact?: string;
  /** Origins beside the app's own that a solution may open, such as `https://pay.example.com`. */
  origins?: string[];
}

/** An error that no dialog shows. */
export interface Problem {
  /** The stable error code, such as `CARD_EXPIRED`. */
  code?: string;
  /** The headline. */
  title?: string;
  /** What the person or the log was told. */
  message: string;
}

/** Who met the error. */
export interface User {
  /** The app's id for the person; it is hashed before it leaves the page. */
  id?: string;
  /** Facts that answers may depend on, such as `{ plan: 'pro' }`. Values are texts. */
  traits?: Record<string, string>;
}

/** What a node of an article is. */
export type Tag =
  | 'text' | 'code' | 'em' | 'strong' | 'link' | 'break'
  | 'heading' | 'paragraph' | 'bullets' | 'steps' | 'item' | 'listing' | 'quote' | 'table' | 'row' | 'cell' | 'rule'
  | 'unknown';

/** A node of an article. It is a tree and never HTML, so whoever draws it has nothing to sanitise. */
export interface ArticleNode {
  /** What it is; what is within an unknown one can still be shown. */
  tag: Tag;
  /** The text of `text`, `code` and `listing`. */
  text?: string;
  /** Where a `link` leads: `https:`, `mailto:`, `tel:`, a path of the app or a fragment. */
  href?: string;
  /** The language of a `listing`. */
  language?: string;
  /** The level of a `heading`, 1 to 6, or the first number of `steps`. */
  number?: number;
  /** What is within it. */
  nodes?: ArticleNode[];
}

/** A solution in one language, ready to show. */
export interface Article {
  /** The solution's id. */
  solution: string;
  /** The language of this text, a BCP 47 tag. */
  locale: string;
  /** The headline. */
  title: string;
  /** What to do. */
  body: ArticleNode[];
  /** Fixes to run in place. */
  actions?: Action[];
  /** Where each step of the text's first numbered list is done, first to last. */
  steps?: Target[];
}

/** An element of the app: by role and accessible name, or by a selector. */
export interface Target {
  /** The path of the page where it is; none for whichever is open. */
  open?: string;
  /** Its role, such as `button`. */
  role?: string;
  /** Its accessible name. */
  name?: string;
  /** A CSS selector, for what has no name. */
  selector?: string;
}

/** A fix that a solution offers. */
export interface Action {
  /** What it is; one that is unknown is not offered. */
  kind: 'app' | 'open' | 'fill' | 'retry' | 'copy' | 'webhook' | 'unknown';
  /** The name under which the app or the product's owner registered it. */
  name?: string;
  /** What its button says, where the solution says it. */
  label?: string;
  /** Where it leads. */
  open?: string;
  /** What to use there. */
  at?: Target;
  /** The text to copy. */
  text?: string;
  /** Arguments by name, or values by the field's accessible name. */
  with?: Record<string, unknown>;
}

/** A part of JSON Schema; a keyword that is not listed here lets nothing through. */
export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  items?: JsonSchema;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  /** False where `properties` are named and nothing else is said. */
  additionalProperties?: boolean | JsonSchema;
  title?: string;
  description?: string;
  default?: unknown;
}

/** A validator of the Standard Schema kind, such as one of zod, valibot or arktype. */
export interface StandardSchema<Arguments> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Arguments> | Promise<StandardResult<Arguments>>;
    readonly types?: { readonly input: unknown; readonly output: Arguments } | undefined;
  };
}

/** What a validator answers. */
export type StandardResult<Arguments> =
  | { readonly value: Arguments; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string }> };

/** What a fix is told when it runs. */
export interface RunContext {
  /** This run: whoever carries it out does so once for each. */
  run: string;
  /** Tells the person how it goes: a text, or a number from 0 to 1. */
  progress(how: string | number): void;
}

/** A fix that the app registers. What `run` gives is shown to the person if it is a text; what it throws, too. */
export interface RegisteredAction<Arguments = Record<string, unknown>> {
  /** What its button says, where the solution does not. */
  label?: string | ((args: Arguments) => string);
  /** What it will do, said before it does. */
  preview?: string | ((args: Arguments) => string | Promise<string>);
  /** Does it. */
  run(args: Arguments, context: RunContext): unknown;
  /** Takes it back. */
  undo?(args: Arguments, context: { run: string; result: unknown }): unknown;
  /** What arguments it takes; without one it takes none. */
  schema?: JsonSchema | StandardSchema<Arguments>;
  /** False where it changes nothing, so that nobody need be asked. */
  changes?: boolean;
}

/** One piece of evidence for an answer. */
export interface Reason {
  /** The kind of evidence. */
  by: 'code' | 'template' | 'text' | 'history' | 'context' | 'meaning' | 'unknown';
  /** What speaks for it: the code, the template, the words that counted most, the number of cases, or what fits. */
  says: string[];
  /** Its share of the score, from 0 to 1. */
  weight: number;
}

/** A solution that fits. */
export interface Answer {
  /** What to show. */
  article: Article;
  /** How sure it is, from 0 to 1. */
  confidence: number;
  /** Why this one, strongest first. */
  reasons: Reason[];
}

/** Why there is no answer. */
export interface Abstention {
  /** What would have been needed. */
  missing: ('code' | 'text' | 'distinction' | 'service' | 'unknown')[];
  /** The best confidence that was reached, from 0 to 1. */
  confidence: number;
  /** The confidence that an answer needs, from 0 to 1. */
  threshold: number;
}

/** A question that may be the person's. */
export interface Suggestion {
  /** The solution it leads to. */
  solution: string;
  /** The question or title to show. */
  title: string;
  /** How likely it is, from 0 to 1. */
  confidence: number;
}

/** The answer to one report; without `answer` nothing was sure enough. */
export interface Resolution {
  /** The report's id; empty on a server. */
  report: string;
  /** The set of solutions that was asked. */
  revision?: string;
  /** Who decided: the page over its pack, the service, or nobody because nobody could be asked. */
  by: 'device' | 'service' | 'nobody';
  /** The solution that fits. */
  answer?: Answer;
  /** Why there is none. */
  abstention?: Abstention;
  /** The closest questions, best first. */
  closest?: Suggestion[];
  /** Whether the report is on the service's disk. */
  recorded: boolean;
}

/** What a handler of `on` is given. */
export interface Events {
  /** An error was looked up, with or without an answer. */
  resolution: Resolution;
  /** A person opened a solution. */
  open: { solution: string };
  /** A person said whether it helped: `claimed` for yes, `failed` for no. */
  outcome: { solution: string; kind: 'claimed' | 'failed' };
}

/** Why an element is an error, or is none. */
export interface Explanation {
  /** Whether it is one. */
  error: boolean;
  /** The sum of the evidence, and from what sum on it is one. */
  sum: number;
  enough: number;
  /** What was seen, and how much it weighs. */
  evidence: [what: string, weight: number][];
  /** What was read. */
  title: string;
  message: string;
}

/** What a person said about telling errors: agreed, not asked yet, or refused. */
export type Consent = 'granted' | 'pending' | 'denied';

/** The object at `window.unstuck`, which the functions below hand on to. */
export interface Unstuck {
  /** The version of the service's widget; empty on a server. */
  readonly version: string;
  /** Asks for the solution of an error that no dialog shows. */
  report(problem: Problem | Error | string): Promise<Resolution>;
  /** Says who met the errors from now on; `null` when they sign out. */
  identify(user: User | null): void;
  /** Adds a step to the trail that a report carries. */
  addBreadcrumb(message: string): void;
  /** Adds a named fact to the reports; any JSON value. */
  setContext(key: string, value: unknown): void;
  /** Says what the person decided about telling errors: what waited leaves, or is forgotten. */
  setConsent(word: Consent): void;
  /** Opens help without an error: likely questions, and a dialogue. */
  open(): Promise<void>;
  /** Registers a fix that solutions may name; a later one of the name takes its place. */
  registerAction<Arguments>(name: string, action: RegisteredAction<Arguments>): void;
  /** Calls the handler for each event of this type; answers a function that ends it. */
  on<K extends keyof Events>(type: K, handler: (event: Events[K]) => void): () => void;
  /** Declares an element as an error, such as one in a closed shadow tree; answers a function that takes it back. */
  attach(element: Element, problem?: Partial<Problem>): () => void;
  /** Prints what speaks for and against an element's being an error, and answers it. */
  explain(element: Element): Promise<Explanation>;
  /** Prints the page's own script tag with the integrity of its file, and answers it. It needs https, or localhost. */
  tag(): Promise<string>;
}

/**
 * Loads the widget from the service; a second call answers what the first one did. It need not be awaited: the functions
 * below wait for it. It rejects with `UNSTUCK-W002` when the loader can't be had, and may then be called again. On a
 * server it answers a stand-in that does nothing.
 */
export function init(settings: Settings): Promise<Unstuck>;
/** As {@link Unstuck.report}; rejects with `UNSTUCK-W003` before `init`. */
export const report: Unstuck['report'];
/** As {@link Unstuck.identify}; does nothing before `init`. */
export const identify: Unstuck['identify'];
/** As {@link Unstuck.addBreadcrumb}; does nothing before `init`. */
export const addBreadcrumb: Unstuck['addBreadcrumb'];
/** As {@link Unstuck.setContext}; does nothing before `init`. */
export const setContext: Unstuck['setContext'];
/** As {@link Unstuck.setConsent}; does nothing before `init`. */
export const setConsent: Unstuck['setConsent'];
/** As {@link Unstuck.open}; refused with UNSTUCK-W003 before `init`. */
export const open: Unstuck['open'];
/** As {@link Unstuck.registerAction}, also before `init`; answers what takes it back. */
export const registerAction: <Arguments>(name: string, action: RegisteredAction<Arguments>) => () => void;
/** As {@link Unstuck.on}; does nothing before `init`. */
export const on: Unstuck['on'];
/** As {@link Unstuck.attach}; does nothing before `init`. */
export const attach: Unstuck['attach'];

declare global {
  interface Window {
    /** The widget, once its loader has run. */
    unstuck?: Unstuck;
  }
}
