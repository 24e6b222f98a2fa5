import { useInsets } from '../../map/map-view.tsx';
import { UndoToast } from '../../ui/undo-toast.tsx';
import { AlarmStrip } from './alarms/alarm-strip.tsx';
import './map-foot.css';

/** What stands over the map's lower edge, one above the other: what was just done, and the alarms that wait. */
export function MapFoot() {
  return (
    <div className="map-foot" style={useInsets()}>
      <UndoToast />
      <AlarmStrip />
    </div>
  );
}
