/** Offers to install the counter, where the browser lets a page offer it. */

export interface InstallOffer {
  /** Shows the browser's own question; must be called from a tap, once. */
  readonly ask: () => Promise<'accepted' | 'dismissed' | 'failed'>;
}

export interface InstallWatch {
  /** Called with the offer when the browser allows one, and with undefined once it is used up or installed. */
  readonly onOffer: (offer: InstallOffer | undefined) => void;
  readonly onInstalled?: () => void;
}

/** The event of Chromium browsers, which the platform's types do not know. */
interface BeforeInstallPromptEvent extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** Whether the counter runs in its own window already. */
export function isInstalled(target: Window = window): boolean {
  const shapes = ['standalone', 'fullscreen', 'minimal-ui', 'window-controls-overlay'];
  return shapes.some((shape) => target.matchMedia(`(display-mode: ${shape})`).matches);
}

/** Watches until the returned function is called. Start it early: the browser says it only once. */
export function watchInstall(watch: InstallWatch, target: Window = window): () => void {
  const onPrompt = (event: Event): void => {
    // The browser's own bar would come at any moment, in the middle of a sale too.
    event.preventDefault();
    const { prompt } = event as BeforeInstallPromptEvent;
    watch.onOffer({
      ask: async () => {
        watch.onOffer(undefined);
        try {
          return (await prompt.call(event)).outcome;
        } catch {
          return 'failed';
        }
      },
    });
  };
  const onInstalled = (): void => {
    watch.onOffer(undefined);
    watch.onInstalled?.();
  };
  target.addEventListener('beforeinstallprompt', onPrompt);
  target.addEventListener('appinstalled', onInstalled);
  return () => {
    target.removeEventListener('beforeinstallprompt', onPrompt);
    target.removeEventListener('appinstalled', onInstalled);
  };
}
