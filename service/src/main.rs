//! The `unstuck` command.

// A report is made on one thread and freed on another, where the system's allocator waits for its own locks.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    unstuck_service::command::main()
}
