//! Memory for a module that is loaded only when it is needed, and so had better be small.

#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
