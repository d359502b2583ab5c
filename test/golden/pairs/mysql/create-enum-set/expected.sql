CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL,
  `e` enum('a','b,c','d''e') DEFAULT 'a',
  `s` set('x','y') DEFAULT 'x,y',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
