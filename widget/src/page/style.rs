//! The look of link and panel: logical properties, so that it reads from the right as well.

/// The link takes font and colour from where it stands.
pub(crate) const LINK: &str = "\
:host{all:initial;display:block;margin-block:.5em 0;font:inherit;color:inherit;text-align:inherit;direction:inherit}\
button{all:unset;cursor:pointer;font:inherit;font-weight:600;color:inherit;text-decoration:underline;text-underline-offset:.2em;padding-block:.25em;min-block-size:24px;border-radius:4px}\
button:focus-visible{outline:2px solid currentColor;outline-offset:2px}\
.said{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}";

/// The panel is a sheet on phones and a card elsewhere.
pub(crate) const PANEL: &str = "\
:host{all:initial;--ink:var(--unstuck-ink,#1a1d24);--soft:var(--unstuck-soft,#5b6270);--paper:var(--unstuck-paper,#fff);--line:var(--unstuck-line,#e3e6ec);--tint:var(--unstuck-tint,#f4f6fa);--accent:var(--unstuck-accent,#1f5fd6);color-scheme:light dark}\
@media(prefers-color-scheme:dark){:host{--ink:var(--unstuck-ink,#eceef3);--soft:var(--unstuck-soft,#a3abba);--paper:var(--unstuck-paper,#1c1f27);--line:var(--unstuck-line,#353b48);--tint:var(--unstuck-tint,#272c37);--accent:var(--unstuck-accent,#8ab4ff)}}\
*{box-sizing:border-box}\
dialog{inline-size:min(36rem,calc(100vw - 2rem));max-inline-size:none;max-block-size:min(85vh,44rem);padding:0;border:1px solid var(--line);border-radius:16px;background:var(--paper);color:var(--ink);font:var(--unstuck-font,16px/1.55 var(--host-font,system-ui),system-ui,sans-serif);box-shadow:0 24px 64px #0005;overflow:hidden}\
dialog[open]{display:flex;animation:in .16s ease-out}\
dialog::backdrop{background:#0008}\
@keyframes in{from{opacity:0;transform:translateY(8px)}}\
.content{display:flex;flex-direction:column;overflow:auto;flex:1}\
.head{display:flex;gap:1rem;align-items:start;padding:1.25rem 1.5rem .75rem}\
h2{flex:1;margin:0;font-size:1.25rem;line-height:1.3;outline:none;overflow-wrap:anywhere}\
.body{flex:1;overflow:auto;min-block-size:8rem;padding:0 1.5rem 1rem;overflow-wrap:anywhere}\
.body>:first-child{margin-block-start:0}\
h3,h4{font-size:1.05rem;margin:1.2em 0 .4em}\
p,ul,ol,pre,blockquote{margin:.6em 0}ul,ol{padding-inline-start:1.5em}li{margin-block:.3em}\
a{color:var(--accent)}.host{color:var(--soft);font-size:.85em}\
code{font:.875em ui-monospace,Menlo,Consolas,monospace;background:var(--tint);border-radius:4px;padding:.1em .3em}\
pre{background:var(--tint);border-radius:8px;padding:.75rem 1rem}pre,.table{overflow:auto}pre code{padding:0;background:none}\
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);color:var(--soft)}\
table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.35em .6em;text-align:start}\
details{margin-block-start:1.5em;color:var(--soft);font-size:.85em}summary{cursor:pointer;inline-size:fit-content;padding-block:.3em;border-radius:4px}details pre{white-space:pre-wrap;font:.9em ui-monospace,Menlo,Consolas,monospace}\
hr{border:0;border-block-start:1px solid var(--line)}\
button{font:inherit;font-weight:600;cursor:pointer;color:var(--ink);background:var(--tint);border:1px solid var(--line);border-radius:10px;padding:.45em 1.1em;min-block-size:44px}\
button:hover{border-color:var(--soft)}\
button:focus-visible,a:focus-visible,summary:focus-visible,textarea:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:2px}\
button.main{background:var(--accent);border-color:var(--accent);color:var(--paper)}button.main:hover{filter:brightness(1.1)}\
.fixes{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem;margin-block:1.1rem .4rem}.fixes p{inline-size:100%;margin:0;outline:none}\
.talk{margin-block-start:1.2em}.log{display:grid;gap:.5rem}.log>*{max-inline-size:85%;padding:.5em .9em;border:1px solid transparent;border-radius:14px;background:var(--tint)}.log>*>:first-child{margin-block-start:0}.log>*>:last-child{margin-block-end:0}.log .mine{justify-self:end;background:var(--accent);color:var(--paper)}.log .theirs{justify-self:start}\
.chips,.ways{display:flex;flex-wrap:wrap;gap:.5rem;margin-block:.75rem}.chips button{font-weight:500;text-align:start}.ways:empty,.chips:empty{display:none}\
.ask{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}.ask label{inline-size:100%;color:var(--soft)}.ask textarea{flex:1;inline-size:auto;min-inline-size:0}\
.gist{border-inline-start:3px solid var(--accent);padding-inline-start:1rem}.gist small{display:block;color:var(--soft)}\
.others h3{margin-block-start:1.4em}\
h2,.log>*,.log p,.log li,.questions button,.chips button,.fixes p,.fixes button{unicode-bidi:plaintext}\
.close{padding:0;inline-size:44px;flex:none;margin-block-start:-.4rem;margin-inline-end:-.6rem;border-color:transparent;background:none;font-size:1.5rem;line-height:1;color:var(--soft)}\
.foot{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;padding:.9rem 1.5rem;border-block-start:1px solid var(--line);background:var(--paper)}\
.foot span,.foot p{flex:1;margin:0;outline:none}.foot label{inline-size:100%}\
textarea{inline-size:100%;font:inherit;color:inherit;background:var(--tint);border:1px solid var(--line);border-radius:10px;padding:.5rem .75rem;resize:vertical}\
.questions{list-style:none;display:grid;gap:.5rem;margin:0;padding:0}.questions li{margin:0}.questions button{inline-size:100%;text-align:start;font-weight:500}\
@media(max-width:560px){dialog{inline-size:100vw;max-block-size:88vh;margin-block:auto 0;margin-inline:0;border-radius:16px 16px 0 0;border-inline:0;border-block-end:0}.foot{padding-block-end:max(.9rem,env(safe-area-inset-bottom))}}\
@media(prefers-reduced-motion:reduce){dialog[open]{animation:none}}";
