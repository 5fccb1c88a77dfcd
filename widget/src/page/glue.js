// What the loader imports: the bindings of the WebAssembly, and what stands in for it where a page refuses it.
export * from 'bindings';
export { default } from 'bindings';
export { plain } from './plain.js';
