import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BINARY = process.env.PARLANCE_BINARY ?? resolve(import.meta.dirname, "../../target/debug/parlance");

export type Options = {
  /** Fill the empty database with the demonstration process. */
  demo?: boolean;
  /** Settings beside those that every journey needs. */
  env?: Record<string, string>;
  /** The PostgreSQL to make a database on; without it the one that `PARLANCE_TEST_POSTGRES` names, or SQLite. */
  postgres?: string;
  /** A running Parlance on PostgreSQL whose database this one shares. */
  beside?: Parlance;
};

/** A running Parlance with data of its own, on SQLite or, where `PARLANCE_TEST_POSTGRES` names one, on PostgreSQL. */
export class Parlance {
  printed = "";
  readonly data = mkdtempSync(join(tmpdir(), "parlance-journey-"));
  private process?: ChildProcess;
  private database?: Database;

  private constructor(readonly url: string) {}

  static async start(options: Options = {}): Promise<Parlance> {
    const parlance = new Parlance(`http://127.0.0.1:${await freePort()}`);
    try {
      parlance.launch(options);
      await parlance.answers();
    } catch (error) {
      await parlance.stop();
      throw error;
    }
    return parlance;
  }

  /** The link that an empty Parlance prints once, for its first administrator. */
  get setUpLink(): string {
    const links = this.printed.match(/https?:\/\/\S+/g) ?? [];
    const link = links.find((link) => link.startsWith(`${this.url}/`) && new URL(link).pathname !== "/");
    if (!link) throw new Error(`no set-up link in:\n${this.printed}`);
    return link;
  }

  /** Every mail sent so far, oldest first; file names sort by time. */
  get mails(): string[] {
    const outbox = join(this.data, "outbox");
    if (!existsSync(outbox)) return [];
    const names = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
    return names.sort().map((name) => unfold(readFileSync(join(outbox, name), "utf8")));
  }

  /** The newest mail to an address that satisfies a pattern, as soon as there is one. */
  async mailTo(address: string, pattern: RegExp = /^/): Promise<string> {
    const toAddress = (mail: string) => mail.split(/\r?\n\r?\n/)[0].toLowerCase().includes(address.toLowerCase());
    const found = () => this.mails.findLast((mail) => toAddress(mail) && pattern.test(mail));
    return await eventually(found, () => `a mail to ${address}; the outbox has ${this.mails.length}`);
  }

  /** Ends the server as an operator would, and removes its data. */
  async stop(): Promise<void> {
    const process = this.process;
    if (process && process.exitCode === null && process.signalCode === null) {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGTERM");
      const impatient = setTimeout(() => process.kill("SIGKILL"), 12_000);
      await ended;
      clearTimeout(impatient);
    }
    this.database?.drop();
    rmSync(this.data, { recursive: true, force: true });
  }

  private launch(options: Options): void {
    const args = ["serve", "--listen", new URL(this.url).host, "--base-url", this.url, "--data", this.data];
    const postgres = options.postgres ?? process.env.PARLANCE_TEST_POSTGRES;
    if (postgres && !options.beside) this.database = new Database(postgres);
    const shared = options.beside?.database ?? this.database;
    if (shared) args.push("--database", shared.url);
    if (options.demo) args.push("--demo");
    const child = spawn(BINARY, args, { env: { ...process.env, ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (bytes: Buffer) => (this.printed += bytes.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => (this.printed += `${error}\n`));
    this.process = child;
    process.once("exit", () => child.kill("SIGKILL"));
  }

  private async answers(): Promise<void> {
    const healthy = async () => {
      const gone = !this.process?.pid || this.process.exitCode !== null;
      if (gone) throw new Error(`the server ended:\n${this.printed}`);
      return await fetch(`${this.url}/healthz`).then((answer) => answer.ok, () => false);
    };
    await eventually(healthy, () => `an answer from ${this.url}:\n${this.printed}`, 30_000);
  }
}

/** A database that exists as long as the journey. */
class Database {
  private readonly name = `journey_${process.pid}_${Date.now()}`;

  constructor(private readonly server: string) {
    this.run(`create database ${this.name}`);
  }

  get url(): string {
    const url = new URL(this.server);
    url.pathname = `/${this.name}`;
    return url.href;
  }

  drop(): void {
    this.run(`drop database ${this.name} with (force)`);
  }

  private run(statement: string): void {
    execFileSync("psql", [this.server, "--quiet", "--no-psqlrc", "--command", statement]);
  }
}

/** Asks again until there is something, for at most so many milliseconds. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  what: () => string,
  patience = 10_000,
): Promise<NonNullable<Exclude<T, false>>> {
  for (const start = Date.now(); Date.now() - start < patience; ) {
    const answer = await ask();
    if (answer) return answer as NonNullable<Exclude<T, false>>;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what()}`);
}

/** Soft line breaks of quoted-printable would cut links in two. */
function unfold(mail: string): string {
  if (!/^content-transfer-encoding:\s*quoted-printable/im.test(mail)) return mail;
  const joined = mail.replace(/=\r?\n/g, "");
  return joined.replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString());
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
