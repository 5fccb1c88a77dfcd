//! The `unstuck` command.

fn main() -> std::process::ExitCode {
    unstuck_service::command::main()
}
