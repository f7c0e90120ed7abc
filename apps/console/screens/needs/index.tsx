// "Việc cần xử lý": what needs me now.
import { SCREENS } from '../../shell/words';

export default function Needs() {
  return <h1>{SCREENS.shell.screens.needs}</h1>;
}
