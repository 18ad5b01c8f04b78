/** Words that all four widgets share, in English and Russian. Each widget keeps its own beside it. */
export const common = {
  retry: ['Try again', 'Повторить'],
  offline: [
    'You are offline. We will try again when the connection is back.',
    'Нет соединения с интернетом. Попробуем снова, когда оно появится.',
  ],
  network: [
    'The shop cannot be reached right now. Please try again.',
    'Магазин сейчас недоступен. Попробуйте ещё раз.',
  ],
  timeout: ['The shop takes too long to answer. Please try again.', 'Магазин долго не отвечает. Попробуйте ещё раз.'],
  failed: [
    'Something went wrong on our side. Please try again.',
    'Что-то пошло не так на нашей стороне. Попробуйте ещё раз.',
  ],
  limited: ['Too many tries. Please try again {when}.', 'Слишком много попыток. Попробуйте {when}.'],
  required: ['Please fill this in.', 'Заполните это поле.'],
  loading: ['One moment…', 'Секунду…'],
} as const;
