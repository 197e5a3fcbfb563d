/** Whether this browser can show a screen: phones and tablets have no `getDisplayMedia`. */
export function canShowScreen(): boolean {
  return 'getDisplayMedia' in (navigator.mediaDevices ?? {});
}
