CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `b` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kd` (`a` DESC),
  KEY `ki` (`b`) INVISIBLE,
  KEY `fx` (((`a` + `b`)))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
