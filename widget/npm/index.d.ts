/** How the widget is set up. */
export interface Settings {
  /** Address of the Unstuck service, such as `https://help.example.com`. */
  endpoint: string;
  /** The product's public key, `pk_…`. */
  key: string;
  /** Offer the closest questions where no answer is sure. */
  help?: boolean;
  /** A BCP 47 tag that goes before the browser's languages. */
  locale?: string;
  /** A selector; what lies within is left alone. */
  ignore?: string;
  /** The app's version. */
  release?: string;
}
/** An error that no dialog shows. */
export interface Problem { code?: string; title?: string; message: string }
/** Who met the error. */
export interface User { id?: string; traits?: Record<string, string> }
/** A solution, ready to show. */
export interface Article { solution: string; locale: string; title: string; body: unknown[]; actions?: string[] }
/** The answer to a report; without `answer` nothing was sure enough. */
export interface Resolution {
  report: string;
  by: 'device' | 'service' | 'nobody';
  answer?: { article: Article; confidence: number; reasons: unknown[] };
  closest?: { solution: string; title: string; confidence: number }[];
}
/** What a handler of `on` is given. */
export interface Events {
  resolution: Resolution;
  open: { solution: string };
  outcome: { solution: string; kind: 'claimed' | 'failed' };
}
/** The object at `window.unstuck`. */
export interface Unstuck {
  readonly version: string;
  report(problem: Problem | Error | string): Promise<Resolution>;
  identify(user: User | null): void;
  addBreadcrumb(message: string): void;
  setContext(key: string, value: unknown): void;
  /** Answers a function that ends it. */
  on<K extends keyof Events>(type: K, handler: (event: Events[K]) => void): () => void;
}
export function init(settings: Settings): Promise<Unstuck>;
export const report: Unstuck['report'];
export const identify: Unstuck['identify'];
export const addBreadcrumb: Unstuck['addBreadcrumb'];
export const setContext: Unstuck['setContext'];
export const on: Unstuck['on'];
declare global {
  interface Window { unstuck?: Unstuck }
}
