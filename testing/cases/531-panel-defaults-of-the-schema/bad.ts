interface PanelOptions {
  reduceOptions: { calcs: string[]; values: boolean };
  orientation?: "horizontal" | "vertical";
}
interface FieldConfig {
  unit?: string;
  decimals?: number;
}
const defaultPanelOptions: PanelOptions = { reduceOptions: { calcs: ["lastNotNull"], values: false } };
const defaultFieldConfig: FieldConfig = {};

export class VizPanelBuilder {
  private readonly options: PanelOptions;
  private readonly fieldConfig: FieldConfig;

  constructor(private readonly title: string) {
    this.options = defaultPanelOptions;
    this.fieldConfig = defaultFieldConfig;
  }

  setOption<K extends keyof PanelOptions>(key: K, value: PanelOptions[K]): this {
    this.options[key] = value;
    return this;
  }

  setUnit(unit: string): this {
    this.fieldConfig.unit = unit;
    return this;
  }

  build(): { title: string; options: PanelOptions; fieldConfig: FieldConfig } {
    return { title: this.title, options: this.options, fieldConfig: this.fieldConfig };
  }
}

export const stat = new VizPanelBuilder("requests").setOption("orientation", "vertical").setUnit("req/s").build();
export const gauge = new VizPanelBuilder("load").build();
