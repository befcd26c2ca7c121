//! The two servers under load, each a process of its own, so that the merchant's memory and time are its own.

use std::{
    fs::read_to_string,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

use crate::Failure;

/// A process that is ended when it is dropped.
pub(crate) struct Process {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Kept open: a server whose words nobody can hear ends.
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start(mut command: Command) -> Result<Self, Failure> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        // Owned by then, so that a server that says nothing is ended all the same.
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut process = Self { child, address, output: BufReader::new(output) };
        let mut line = String::new();
        while process.output.read_line(&mut line)? > 0 {
            let address = line.split_once("http://").and_then(|(_, rest)| rest.trim_end().split('/').next());
            if let Some(address) = address.and_then(|address| address.parse().ok()) {
                process.address = address;
                return Ok(process);
            }
            line.clear();
        }
        Err("a server ended without saying where it listens".into())
    }

    /// The memory that it holds, in bytes.
    pub(crate) fn memory(&self) -> Result<f64, Failure> {
        let status = read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes * 1024.0)
    }

    /// The processor time that it has used.
    pub(crate) fn processor_time(&self) -> Result<Duration, Failure> {
        let stat = read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name in parentheses may hold blanks: `utime` and `stime` are the 12th and 13th field behind it.
        let (_, fields) = stat.rsplit_once(')').ok_or("no name")?;
        let ticks: Vec<u64> = fields.split_whitespace().skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
        // Linux counts a hundred ticks a second for every program.
        Ok(Duration::from_millis(10 * ticks.iter().sum::<u64>()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Antom's simulator, and all that a merchant's server for it needs.
pub(crate) struct Antom {
    /// The simulator.
    pub(crate) process: Process,
    folder: TempDir,
    /// The port of the merchant's servers, one after the other: it is where Antom notifies.
    port: u16,
}

impl Antom {
    /// Starts the simulator of the folder `programs`. The merchant is told at once.
    pub(crate) fn start(programs: &Path) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let mut command = Command::new(programs.join("kaspi-simulator"));
        command.args(["--notify-after", "0", "--seed", "1", "--keys"]).arg(folder.path());
        // A free one, known by its number before a server has it.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        Ok(Self { process: Process::start(command)?, folder, port })
    }

    /// Starts a merchant's server with the orders of those before it.
    pub(crate) fn merchant(&self, programs: &Path) -> Result<Process, Failure> {
        let mut command = Command::new(programs.join("kaspi-demo"));
        command
            .arg("--antom")
            .arg(format!("http://{}", self.process.address))
            .args(["--port", &self.port.to_string(), "--client-id", "SANDBOX_DEMO", "--database"])
            .arg(self.folder.path().join("orders.sqlite"))
            .arg("--merchant-key")
            .arg(self.folder.path().join("merchant-private.pem"))
            .arg("--antom-key")
            .arg(self.folder.path().join("antom-public.pem"));
        Process::start(command)
    }
}
