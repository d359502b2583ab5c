CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `A` int(11) DEFAULT NULL,
  `g` int(11) GENERATED ALWAYS AS (`A` + 1) STORED,
  `v` int(11) GENERATED ALWAYS AS (`A` + 2) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `kg` (`g`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
