/** Opens the customer's window: on the screen that faces the customer where the browser can tell, else as a window of its own. */

/** A screen as the Window Management API tells of it, which the platform's types do not know yet. */
interface ScreenDetail {
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
}

interface ScreenDetails {
  readonly screens: readonly ScreenDetail[];
  readonly currentScreen: ScreenDetail;
}

export interface OpenerScope {
  readonly open: (url: string, target: string, features: string) => unknown;
  readonly screen: object;
  /** Asks the person for permission the first time. */
  readonly getScreenDetails?: () => Promise<ScreenDetails>;
}

export type CustomerScreenOutcome =
  | 'other_screen'
  | 'own_window'
  /** The browser opened nothing. */
  | 'blocked';

/** One name, so that a second tap brings the same window forward instead of opening another. */
const TARGET = 'guitai-customer';
const USUAL_SIZE = 'popup,width=1024,height=768';

/** Must be called from a tap. `url` is of this origin. */
export async function openCustomerScreen(url: string, scope: OpenerScope): Promise<CustomerScreenOutcome> {
  const other = await findOtherScreen(scope);
  const features = other === undefined ? USUAL_SIZE : `popup,fullscreen,${placeOf(other)}`;
  if (scope.open(url, TARGET, features) === null) return 'blocked';
  return other === undefined ? 'own_window' : 'other_screen';
}

/** The first screen that is not this window's; nothing with one screen only, or without the permission. */
async function findOtherScreen(scope: OpenerScope): Promise<ScreenDetail | undefined> {
  const { screen } = scope;
  const isExtended = 'isExtended' in screen && screen.isExtended === true;
  if (!isExtended || scope.getScreenDetails === undefined) return undefined;
  try {
    const { screens, currentScreen } = await scope.getScreenDetails();
    return screens.find((one) => one !== currentScreen);
  } catch {
    return undefined;
  }
}

function placeOf({ availLeft, availTop, availWidth, availHeight }: ScreenDetail): string {
  return `left=${availLeft},top=${availTop},width=${availWidth},height=${availHeight}`;
}

/** Whether this is a window that was opened over all of a second screen. */
export function coversScreen(target: Window): boolean {
  const { screen, outerWidth, outerHeight } = target;
  const isExtended = 'isExtended' in screen && screen.isExtended === true;
  return isExtended && outerWidth >= screen.availWidth && outerHeight >= screen.availHeight;
}

/** Fills the screen, and says whether it does; browsers allow it only from a tap. */
export async function fillScreen(page: Document): Promise<boolean> {
  if (page.fullscreenElement !== null) return true;
  try {
    await page.documentElement.requestFullscreen({ navigationUI: 'hide' });
    return true;
  } catch {
    return false;
  }
}
