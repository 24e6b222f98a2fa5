import { useTranslation } from 'react-i18next';
import { useView, viewStore } from '../../../state/view.ts';
import { MORE_WALLS } from '../../../state/view-state.ts';
import { wallTextPixels } from '../../../state/wall-size.ts';
import {
  DISTANCE_METRES,
  SCREEN_INCHES,
  UNLOCK_MINUTES,
  useWallSettings,
  wallSettings,
} from '../../../wall/wall-settings.ts';

/** How the wall runs, and how large its words are. */
export function WallChoices() {
  const { t } = useTranslation();
  const { unlockMinutes, followAlarms, screenInches, distanceMetres } = useWallSettings();
  const wall = useView((view) => view.wall);
  const { innerWidth: width, innerHeight: height } = window;
  const pixels = wallTextPixels({ width, height, screenInches, distanceMetres });
  return (
    <fieldset className="wall-choices">
      <legend>{t('wall.edit.settings')}</legend>
      <label>
        {t('wall.edit.wall')}
        <select
          value={wall ?? ''}
          onChange={(event) =>
            viewStore.set({ wall: MORE_WALLS.find((one) => one === event.target.value) ?? null, scene: null })
          }
        >
          {['', ...MORE_WALLS].map((one) => (
            <option key={one} value={one}>
              {t('wall.edit.wallNumber', { n: one || '1' })}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('wall.edit.unlockAfter')}
        <select
          value={unlockMinutes}
          onChange={(event) => wallSettings.set({ unlockMinutes: Number(event.target.value) })}
        >
          {UNLOCK_MINUTES.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? t('wall.edit.never') : t('wall.edit.afterMinutes', { n: minutes })}
            </option>
          ))}
        </select>
      </label>
      <NumberChoice
        label={t('wall.edit.screen')}
        value={screenInches}
        limits={SCREEN_INCHES}
        set={(inches) => wallSettings.set({ screenInches: inches })}
      />
      <NumberChoice
        label={t('wall.edit.distance')}
        value={distanceMetres}
        limits={DISTANCE_METRES}
        set={(metres) => wallSettings.set({ distanceMetres: metres })}
      />
      <p className="muted">{t('wall.edit.size', { n: pixels })}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={followAlarms}
          onChange={(event) => wallSettings.set({ followAlarms: event.target.checked })}
        />
        {t('wall.edit.followAlarms')}
      </label>
    </fieldset>
  );
}

function NumberChoice(props: {
  label: string;
  value: number;
  limits: readonly [number, number];
  set: (value: number) => void;
}) {
  const [least, most] = props.limits;
  return (
    <label>
      {props.label}
      <input
        key={props.value}
        type="number"
        min={least}
        max={most}
        step="any"
        defaultValue={props.value}
        onBlur={(event) => {
          const value = Number(event.target.value);
          const isGood = event.target.value !== '' && value >= least && value <= most;
          if (!isGood) event.target.value = String(props.value);
          else if (value !== props.value) props.set(value);
        }}
      />
    </label>
  );
}
