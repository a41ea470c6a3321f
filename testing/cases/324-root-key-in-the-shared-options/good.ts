export interface AgentOptions {
  host?: string;
  rootKey?: Uint8Array;
  verifyQuerySignatures?: boolean;
}
interface Environment {
  readonly host: string;
  readonly rootKey?: Uint8Array;
}
declare class HttpAgent {
  constructor(options: AgentOptions);
  query(method: string): Promise<unknown>;
}

export class ClientManager {
  readonly agent: HttpAgent;
  constructor(agentOptions: AgentOptions = {}, environment?: Environment) {
    const options = { verifyQuerySignatures: true, ...agentOptions };
    if (environment !== undefined) {
      options.host = environment.host;
      if (environment.rootKey !== undefined) options.rootKey = environment.rootKey;
    }
    this.agent = new HttpAgent(options);
  }
}
