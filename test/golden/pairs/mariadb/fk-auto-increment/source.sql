CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `x` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kx` (`x`),
  CONSTRAINT `f1` FOREIGN KEY (`id`) REFERENCES `parent` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
