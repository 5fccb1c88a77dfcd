// Never run: the compiler checks that the package's types say what an app may do, and refuse what it may not.
import { init, identify, report, addBreadcrumb, setContext, on, open, registerAction, type ArticleNode, type Resolution } from '@unstuck/widget';

const words = (nodes: ArticleNode[]): string => nodes.map((node) => (node.text ?? '') + words(node.nodes ?? [])).join(' ');

export const start = async (): Promise<string> => {
  const unstuck = await init({ endpoint: 'https://help.example.com', key: 'pk_shop', help: true, locale: 'zh-Hant' });
  identify({ id: 'u1', traits: { plan: 'pro' } });
  identify(null);
  addBreadcrumb('opened the cart');
  setContext('cart', { items: 3 });
  const off = on('outcome', ({ kind }) => (kind === 'claimed' ? 'yes' : 'no'));
  off();
  const told: Resolution[] = await Promise.all([
    report(new Error('it failed')), report('it failed'), report({ code: 'E1', message: 'it failed' })]);
  const forget = registerAction<{ to: number }>('raise-limit', {
    label: ({ to }) => `Raise it to ${to}`,
    schema: { properties: { to: { type: 'integer', maximum: 500 } }, required: ['to'] },
    run: async ({ to }, { run, progress }) => { progress(0.5); return `${run}: ${to}`; },
    undo: (_, { result }) => { console.info(result); },
  });
  forget();
  await open();
  // @ts-expect-error: it must do something
  registerAction('nothing', { label: 'Nothing' });
  // @ts-expect-error: the key is needed
  init({ endpoint: 'https://help.example.com' });
  // @ts-expect-error: there is no such event
  on('opened', () => {});
  // @ts-expect-error: traits are texts
  identify({ traits: { seats: 3 } });
  const answer = told[0]?.answer;
  const why = answer?.reasons.map((reason) => `${reason.by}: ${reason.says.join()}`).join();
  return [unstuck.version, window.unstuck?.version, why, answer && words(answer.article.body)].join();
};
