interface Disposable {
  dispose(): void;
}
type Event<T> = (listener: (event: T) => void) => Disposable;
interface ThemeService {
  readonly onDidColorThemeChange: Event<{ type: string }>;
  getCurrentTheme(): { type: string };
}
interface TspClientProvider {
  addTspClientChangeListener(listener: (url: string) => void): void;
  removeTspClientChangeListener(listener: (url: string) => void): void;
}
declare class BaseWidget implements Disposable {
  readonly toDispose: { push(disposable: Disposable): Disposable };
  update(): void;
  dispose(): void;
}

export class TraceViewerWidget extends BaseWidget {
  private backgroundTheme: string;
  private url = "";
  constructor(
    private readonly themes: ThemeService,
    private readonly clients: TspClientProvider,
  ) {
    super();
    this.backgroundTheme = themes.getCurrentTheme().type;
    this.themes.onDidColorThemeChange((theme) => this.updateBackgroundTheme(theme.type));
    this.clients.addTspClientChangeListener(this.onClientChange);
    this.toDispose.push({ dispose: () => this.clients.removeTspClientChangeListener(this.onClientChange) });
  }
  private readonly onClientChange = (url: string): void => {
    this.url = url;
    this.update();
  };
  private updateBackgroundTheme(type: string): void {
    this.backgroundTheme = type === "light" ? "light" : "dark";
    this.update();
  }
  title(): string {
    return `${this.url} (${this.backgroundTheme})`;
  }
}
