interface Page {
  close(): Promise<void>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Controller {
  readonly browser: Browser;
  activePages: number;
}

export class BrowserPool {
  private readonly controllers: Controller[] = [];
  constructor(
    private readonly launch: () => Promise<Browser>,
    private readonly maxOpenPagesPerBrowser: number,
  ) {}

  async newPage(): Promise<Page> {
    let controller = this.controllers.find((candidate) => candidate.activePages < this.maxOpenPagesPerBrowser);
    if (controller === undefined) {
      controller = { browser: await this.launch(), activePages: 0 };
      this.controllers.push(controller);
    }
    const page = await controller.browser.newPage();
    controller.activePages++;
    return page;
  }

  async closePage(controller: Controller, page: Page): Promise<void> {
    controller.activePages--;
    await page.close();
  }

  async destroy(): Promise<void> {
    await Promise.all(this.controllers.splice(0).map((controller) => controller.browser.close()));
  }
}
