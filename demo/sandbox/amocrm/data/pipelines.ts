/** Pipelines and their stages, in the order an order goes through them (amoCRM documentation, leads_pipelines). */

export interface Status {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly color: string;
  /** 1: what comes in unsorted. */
  readonly type: 0 | 1;
  readonly isEditable: boolean;
}

export interface Pipeline {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly isMain: boolean;
  readonly statuses: readonly Status[];
}

/** The two last stages have these ids in every pipeline, and names of the owner's choice. */
export const WON = 142;
export const LOST = 143;

const stage = (id: number, name: string, sort: number, color: string): Status => ({
  ...{ id, name, sort, color, type: 0, isEditable: true },
});

const incoming = (id: number): Status => ({
  ...{ id, name: 'Неразобранное', sort: 10, color: '#c1c1c1', type: 1, isEditable: false },
});

const closing = (won: string, lost: string): readonly Status[] => [
  { ...stage(WON, won, 10_000, '#CCFF66'), isEditable: false },
  { ...stage(LOST, lost, 11_000, '#D5D8DB'), isEditable: false },
];

export const pipelines: readonly Pipeline[] = [
  {
    ...{ id: 8_214_301, name: 'Заказы', sort: 1, isMain: true },
    statuses: [
      incoming(67_310_001),
      stage(67_310_005, 'Новый заказ', 20, '#99ccff'),
      stage(67_310_009, 'Подтверждён', 30, '#ffff99'),
      stage(67_310_013, 'Готовится', 40, '#ffcc66'),
      stage(67_310_017, 'Готов', 50, '#deff81'),
      stage(67_310_021, 'В пути', 60, '#c1e0ff'),
      ...closing('Доставлен', 'Отменён'),
    ],
  },
  {
    ...{ id: 8_214_305, name: 'Предзаказы', sort: 2, isMain: false },
    statuses: [
      incoming(67_310_101),
      stage(67_310_105, 'Ждёт своего дня', 20, '#f9deff'),
      stage(67_310_109, 'Подготовлен', 30, '#fffeb2'),
      ...closing('Успешно реализовано', 'Закрыто и не реализовано'),
    ],
  },
];

export const lossReasons = [
  { id: 21_301, name: 'Передумал' },
  { id: 21_303, name: 'Не дозвонились' },
];

export function mainPipeline(): Pipeline {
  const main = pipelines.find(({ isMain }) => isMain);
  if (!main) throw new Error('There is no main pipeline.');
  return main;
}

/** The first stage a person would put a lead into. */
export function firstStatusOf({ statuses }: Pipeline): Status {
  const first = statuses.find(({ type }) => type === 0);
  if (!first) throw new Error('A pipeline has no stages.');
  return first;
}

export function pipelineOf(id: number): Pipeline | undefined {
  return pipelines.find(pipeline => pipeline.id === id);
}
