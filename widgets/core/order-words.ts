/** Words of the two widgets that know orders. */
export const orderWords = {
  live: ['This page updates by itself', 'Обновляется само'],
  phone: ['Phone', 'Телефон'],
  new: ['Received', 'Принят'],
  confirmed: ['Confirmed', 'Подтверждён'],
  preparing: ['Being prepared', 'Готовится'],
  ready: ['Ready', 'Готов'],
  shipping: ['On its way', 'В пути'],
  delivered: ['Delivered', 'Доставлен'],
  cancelled: ['Cancelled', 'Отменён'],
  returned: ['Returned', 'Возвращён'],
  progress: ['Progress', 'Ход заказа'],
  step: ['Step {step} of {steps}', 'Шаг {step} из {steps}'],
} as const;
