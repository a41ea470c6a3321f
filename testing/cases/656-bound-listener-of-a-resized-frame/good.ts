interface Resizable extends HTMLElement {
  __frame__?: HTMLIFrameElement;
  __listeners__?: (() => void)[];
  __bound__?: () => void;
}

function onResize(this: Resizable): void {
  for (const listener of this.__listeners__ ?? []) listener();
}

export const vResize = {
  mounted(element: Resizable, { value }: { value: () => void }): void {
    element.__listeners__ = [value];
    const frame = document.createElement("iframe");
    frame.onload = () => {
      element.__bound__ = onResize.bind(element);
      frame.contentWindow?.addEventListener("resize", element.__bound__);
    };
    element.__frame__ = frame;
    element.append(frame);
  },

  unmounted(element: Resizable): void {
    if (element.__bound__ !== undefined) element.__frame__?.contentWindow?.removeEventListener("resize", element.__bound__);
    element.__frame__?.remove();
    delete element.__frame__;
  },
};
