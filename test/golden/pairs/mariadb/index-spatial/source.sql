CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `g` point NOT NULL,
  PRIMARY KEY (`id`),
  SPATIAL KEY `sg` (`g`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
