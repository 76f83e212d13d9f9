/** Whether the person can see this window: the visible one drives, a hidden one yields. */

/** Tells changes until the returned function is called; a page that comes back from the browser's cache counts as shown. */
export function watchVisibility(onChange: (isVisible: boolean) => void, target: Window = window): () => void {
  const page = target.document;
  let wasVisible = !page.hidden;
  function tell(isVisible: boolean): void {
    if (isVisible === wasVisible) return;
    wasVisible = isVisible;
    onChange(isVisible);
  }
  const onVisibility = (): void => tell(!page.hidden);
  const onHide = (): void => tell(false);

  page.addEventListener('visibilitychange', onVisibility);
  target.addEventListener('pageshow', onVisibility);
  target.addEventListener('pagehide', onHide);
  return () => {
    page.removeEventListener('visibilitychange', onVisibility);
    target.removeEventListener('pageshow', onVisibility);
    target.removeEventListener('pagehide', onHide);
  };
}
