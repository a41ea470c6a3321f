type Handler = (request: { url: string }, response: { end(body: string): void }) => void;
interface RouterOptions {
  ignoreTrailingSlash?: boolean;
  maxParamLength?: number;
  defaultRoute?: Handler;
  onBadUrl?: Handler;
}
interface ServerOptions {
  readonly name: string;
  readonly routerOptions?: RouterOptions;
}
interface Instance {
  readonly name: string;
  notFound(url: string): string;
}

function buildRouterOptions(options: ServerOptions, instance: Instance): RouterOptions {
  const routerOptions = { ...options.routerOptions };
  routerOptions.ignoreTrailingSlash ??= false;
  routerOptions.maxParamLength ??= 100;
  routerOptions.defaultRoute ??= (request, response) => response.end(instance.notFound(request.url));
  routerOptions.onBadUrl ??= (request, response) => response.end(`${instance.name}: bad url ${request.url}`);
  return routerOptions;
}

export function createServer(options: ServerOptions): { readonly instance: Instance; readonly router: RouterOptions } {
  const instance: Instance = {
    name: options.name,
    notFound: (url) => `${options.name}: no route for ${url}`,
  };
  return { instance, router: buildRouterOptions(options, instance) };
}

const shared: RouterOptions = { ignoreTrailingSlash: true };
export const servers = ["api", "admin"].map((name) => createServer({ name, routerOptions: shared }));
