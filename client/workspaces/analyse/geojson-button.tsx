import { useMutation } from '@tanstack/react-query';
import type { Feature } from 'geojson';
import { downloadText } from '../../ui/download.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';

/** Saves `features` (EPSG:4326) under a file name as GeoJSON (RFC 7946). */
export function GeoJsonButton(props: {
  fileName: string;
  isEmpty: boolean;
  features: () => Feature[] | Promise<Feature[]>;
}) {
  const save = useMutation({
    mutationFn: async () => {
      const collection = { type: 'FeatureCollection', features: await props.features() };
      downloadText(props.fileName, JSON.stringify(collection), 'application/geo+json');
    },
  });
  return (
    <>
      <button
        type="button"
        className="link-button"
        disabled={props.isEmpty || save.isPending}
        onClick={() => save.mutate()}
      >
        <Icon name="download" size={12} /> GeoJSON
      </button>
      <ProblemNote error={save.error} />
    </>
  );
}
