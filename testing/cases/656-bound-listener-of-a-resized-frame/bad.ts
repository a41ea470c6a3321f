interface Resizable extends HTMLElement {
  __frame__?: HTMLIFrameElement;
  __listeners__?: (() => void)[];
}

function onResize(this: Resizable): void {
  for (const listener of this.__listeners__ ?? []) listener();
}

export const vResize = {
  mounted(element: Resizable, { value }: { value: () => void }): void {
    element.__listeners__ = [value];
    const frame = document.createElement("iframe");
    frame.onload = () => {
      frame.contentWindow?.addEventListener("resize", onResize.bind(element));
    };
    element.__frame__ = frame;
    element.append(frame);
  },

  unmounted(element: Resizable): void {
    element.__frame__?.contentWindow?.removeEventListener("resize", onResize);
    element.__frame__?.remove();
    delete element.__frame__;
  },
};
