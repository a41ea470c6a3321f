interface Transporter {
  sendMail(mail: { to: string; subject: string; text: string }): Promise<{ messageId: string }>;
  close(): void;
}
declare function createTransport(options: { host: string; port: number; pool: true; maxConnections: number }): Transporter;

interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export async function sendEmail(message: Message): Promise<string | null> {
  const host = process.env["SMTP_HOST"];
  if (host === undefined) return null;
  const transporter = createTransport({ host, port: 587, pool: true, maxConnections: 5 });
  const sent = await transporter.sendMail(message);
  console.log("sent", sent.messageId);
  return sent.messageId;
}
